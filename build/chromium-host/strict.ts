/** Makes a stand-in say so when the shell asks something of Electron that the host does not cover. */
export const strict = <T extends object>(name: string, target: T): T =>
  new Proxy(target, {
    get(covered, key) {
      const value: unknown = Reflect.get(covered, key, covered);
      if (value === undefined && typeof key === 'string' && !(key in covered) && key !== 'then')
        throw new Error(`The Chromium host does not cover electron.${name}.${key}`);
      return typeof value === 'function' ? value.bind(covered) : value;
    },
  });
