import { setMaxListeners } from 'node:events';

/** A controller whose signal may have many listeners: one for each request to Graph that is under way. */
export function openController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
