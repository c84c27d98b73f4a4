/** Words of the screens of `renderer/features/vault`. */
export const vault = {};
