/** Words of the screens of `renderer/features/place`. */
export const place = {};
