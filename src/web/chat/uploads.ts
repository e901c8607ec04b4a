// Files that customers send.

/**
 * What the server takes. Telephones turn their own formats into one of these when a page asks for
 * them.
 */
export const acceptedTypes =
  'image/jpeg,image/png,image/gif,image/webp,video/mp4,video/quicktime,video/webm';

/** DirectLineJS would give up after twenty seconds, which a photo on a slow line may need. */
const uploadTimeoutMs = 120_000;

const refusals = [400, 413];

/**
 * Gives files the time they need, and tells when the server refuses one: Web Chat only says that
 * sending has failed.
 */
export function watchUploads(directLine: DirectLine, onRefused: () => void): void {
  const { services } = directLine;
  const ajax = services.ajax.bind(services);
  services.ajax = request =>
    request.url.includes('/upload?userId=')
      ? ajax({ ...request, timeout: uploadTimeoutMs }).do(undefined, error => {
          if (refusals.includes(error.status)) {
            onRefused();
          }
        })
      : ajax(request);
}
