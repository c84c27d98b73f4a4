export const FiguresTab = () => null;
