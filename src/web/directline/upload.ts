// A message with files, sent whole.
import { refusalOf } from './http';
import { wellFormed } from './wellFormed';

/** Photos on a slow line take their time. */
const uploadMs = 120_000;

/**
 * By the older way to ask, which is the one that tells how far it has got.
 * @throws Refusal when the server says no; TypeError when it cannot be reached.
 */
export function upload(
  url: string,
  { authorization }: { authorization: string },
  activity: object,
  files: readonly File[],
  onProgress: (percent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open('POST', url);
    upload.setRequestHeader('authorization', authorization);
    upload.timeout = uploadMs;
    upload.upload.onprogress = ({ loaded, total }) => {
      onProgress(Math.floor((loaded / Math.max(total, 1)) * 100));
    };
    upload.onload = () => {
      const { status, responseText } = upload;
      if (status < 300) {
        resolve();
      } else {
        reject(refusalOf(status, responseText, upload.getResponseHeader('retry-after')));
      }
    };
    upload.onerror = upload.ontimeout = () => reject(new TypeError('The upload broke off.'));
    upload.send(formOf(activity, files));
  });
}

function formOf(activity: object, files: readonly File[]): FormData {
  const attachments = files.map(({ name, type }) => ({
    name: wellFormed(name),
    contentType: type,
  }));
  const said = JSON.stringify({ ...activity, attachments });
  const form = new FormData();
  form.append('activity', new Blob([said], { type: 'application/vnd.microsoft.activity' }));
  for (const file of files) {
    form.append('file', file, wellFormed(file.name));
  }
  return form;
}
