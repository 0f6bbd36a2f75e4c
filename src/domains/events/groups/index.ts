import { groupLifecycleUpdated } from './group-lifecycle-updated';
import { groupParticipantsUpdated } from './group-participants-updated';
import { groupSettingsUpdated } from './group-settings-updated';
import { groupStatusUpdated } from './group-status-updated';

/** The events of groups. */
export const groupEvents = [
  groupLifecycleUpdated,
  groupParticipantsUpdated,
  groupSettingsUpdated,
  groupStatusUpdated,
];
