/** The same object, but for some of its methods. */
export function altered<T extends object>(original: T, changes: Partial<T>): T {
  return new Proxy(original, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in changes ? changes : target, name);
      return typeof value === 'function' ? value.bind(name in changes ? changes : target) : value;
    },
  });
}
