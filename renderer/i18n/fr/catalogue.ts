/** Words of the screens of `renderer/features/catalogue`. */
export const catalogue = {};
