export const findChromium: () => string | null;
export const howToInstall: () => string;
