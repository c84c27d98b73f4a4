/** A small logo of a large image: what every machine of the team keeps, and what the web page can carry. */
import { LOGO_MAX_LENGTH } from '#shared/domain/programme/look.ts';

/** Longest sides tried, in pixels: 480 are 6 cm in print. */
const SIDES = [480, 360, 240, 160];
const QUALITIES = [0.9, 0.75, 0.6];

/** PNG when it is small enough (it keeps its transparency), else JPEG on white, else smaller. Null when none is. */
export async function shrinkLogo(dataUrl: string): Promise<string | null> {
  const image = new Image();
  image.src = dataUrl;
  await image.decode();
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(image.naturalWidth, image.naturalHeight));
    const size = [image.naturalWidth, image.naturalHeight].map((length) =>
      Math.max(1, Math.round(length * scale)),
    );
    const [width = 1, height = 1] = size;
    const png = drawn(image, width, height, null).toDataURL('image/png');
    if (png.length <= LOGO_MAX_LENGTH) return png;
    const onWhite = drawn(image, width, height, '#ffffff');
    for (const quality of QUALITIES) {
      const jpeg = onWhite.toDataURL('image/jpeg', quality);
      if (jpeg.length <= LOGO_MAX_LENGTH) return jpeg;
    }
  }
  return null;
}

function drawn(
  image: HTMLImageElement,
  width: number,
  height: number,
  paper: string | null,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This window cannot draw');
  pen.imageSmoothingQuality = 'high';
  if (paper !== null) {
    pen.fillStyle = paper;
    pen.fillRect(0, 0, width, height);
  }
  pen.drawImage(image, 0, 0, width, height);
  return canvas;
}
