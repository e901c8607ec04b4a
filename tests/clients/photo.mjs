// A photo as a telephone takes it, byte by byte: wider than high, lying on its side, with the place in its Exif data.

export const place = '52.2297N 21.0122E';

export const width = 160;
export const height = 8;

/** Grey. `orientation` as Exif counts it: 6 means that it must be turned to the right to be seen upright. */
export function photo({ orientation, width: pixels = width } = {}) {
  const blocks = pixels / 8;
  // One code of one bit in each table: "no difference" and "end of block".
  const codes = [1, ...Array(15).fill(0), 0];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    orientation === undefined ? Buffer.alloc(0) : exif(orientation),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(0xc0, [8, 0, height, pixels >> 8, pixels & 255, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...codes]),
    segment(0xc4, [0x10, ...codes]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.alloc(Math.floor(blocks / 4)),
    blocks % 4 === 0 ? Buffer.alloc(0) : Buffer.from([0xff >> ((blocks % 4) * 2)]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function exif(orientation) {
  const text = Buffer.from(`${place}\0`);
  const directory = Buffer.alloc(38);
  directory.write('II*\0', 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(2, 8);
  entry(directory, 10, 0x010e, 2, text.length, directory.length);
  entry(directory, 22, 0x0112, 3, 1, orientation);
  return segment(0xe1, [...Buffer.from('Exif\0\0'), ...directory, ...text]);
}

function entry(directory, at, tag, type, count, value) {
  directory.writeUInt16LE(tag, at);
  directory.writeUInt16LE(type, at + 2);
  directory.writeUInt32LE(count, at + 4);
  directory.writeUInt32LE(value, at + 8);
}

function segment(marker, body) {
  const length = body.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...body]);
}
