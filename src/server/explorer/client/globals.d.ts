declare module '*.css';

// Declared here because Monaco's own declaration of it comes only with its ambient build.
declare var MonacoEnvironment: { getWorker(moduleId: string, label: string): Worker } | undefined;
