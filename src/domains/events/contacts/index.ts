import { appContactsSynced } from './app-contacts-synced';
import { contactPreferencesUpdated } from './contact-preferences-updated';
import { contactUserIdUpdated } from './contact-user-id-updated';

/** The events about people. */
export const contactEvents = [contactUserIdUpdated, contactPreferencesUpdated, appContactsSynced];
