export const findChromium: (how?: { unseen?: boolean }) => string | null;
export const isWindowless: (program: string) => boolean;
export const howToInstall: () => string;
