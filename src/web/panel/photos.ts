// Photos are made smaller before they travel: a telephone's camera takes far more than anybody
// needs to see a scratch.

const sideMax = 2_048;
const quality = 0.85;
/** Smaller than this, it travels as it is. */
const bytesMax = 700_000;
const shrinkable = ['image/jpeg', 'image/png', 'image/webp'];

/** The same photo, smaller; as it was where the browser cannot, or nothing is gained. */
export async function shrink(file: File): Promise<File> {
  if (!shrinkable.includes(file.type) || file.size <= bytesMax) {
    return file;
  }
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, sideMax / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    const pen = canvas.getContext('2d');
    if (pen !== null) {
      // Photos have no holes, but pictures of screens may; JPEG would make them black.
      pen.fillStyle = '#ffffff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    }
    picture.close();
    const small = await new Promise<Blob | null>(resolve =>
      canvas.toBlob(resolve, 'image/jpeg', quality),
    );
    return small === null || small.size >= file.size
      ? file
      : new File([small], nameAsJpeg(file.name), { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

function nameAsJpeg(name: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.jpg`;
}
