import { connectionOf } from '../graphql/connection';
import { EventType } from './event';

export const EventConnection = connectionOf(() => EventType, 'Event', 'events');
