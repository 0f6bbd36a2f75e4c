/** Tells Monaco where its workers are. Has to run before the first editor is made. */
export function setUpWorkers(workers: Record<string, string>): void {
  globalThis.MonacoEnvironment = {
    getWorker(_moduleId: string, label: string): Worker {
      const url = workers[label] ?? workers.editor;
      if (!url) throw new Error(`No worker for ${label}.`);
      return new Worker(url, { name: label });
    },
  };
}
