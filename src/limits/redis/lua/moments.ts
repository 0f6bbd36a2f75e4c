/** Between two ways of counting a second passes in which no rate is used: none sees both. */
export const PAUSE_MS = 1_046;

/** When replicas that were without Redis share again. */
export const RETURN_KEY = '{limits}:return';

/** Says when Redis was told all that was taken before. Without it, Redis has lost its memory or never had one. */
export const MEMORY_KEY = '{limits}:memory';

/** The server that was asked last. */
export const SERVER_KEY = '{limits}:server';

/** Since when it has been counted there. */
export const BORN_KEY = '{limits}:born';
