export * from './leaf-fields';
export * from './part-fields';
