/** An object without the keys that hold `undefined`. */
export type Given<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * What was really given: a key that holds `undefined` says no more than an absent one, and must replace nothing. What a
 * schema read may have such keys.
 */
export const given = <T extends object>(part: T): Given<T> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Given<T>;
