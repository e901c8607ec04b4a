// XMLHttpRequest as DirectLineJS uses it, forms with files and blob: addresses included.

export class FetchRequest {
  readyState = 0;
  status = 0;
  response = null;
  responseType = '';
  timeout = 0;
  upload = {};
  withCredentials = false;
  #headers = new Headers();
  #abort = new AbortController();
  #answer = new Headers();

  open(method, url) {
    this.method = method;
    this.url = url;
    this.readyState = 1;
  }

  setRequestHeader(name, value) {
    this.#headers.append(name, value);
  }

  getResponseHeader(name) {
    return this.#answer.get(name);
  }

  send(body) {
    void this.#send(body);
  }

  abort() {
    this.#abort.abort();
  }

  async #send(body) {
    const timer = this.timeout > 0 ? setTimeout(() => this.#abort.abort('timeout'), this.timeout) : undefined;
    try {
      const answer = await fetch(this.url, { method: this.method, headers: this.#headers, body, signal: this.#abort.signal });
      const bytes = await answer.arrayBuffer();
      this.status = answer.status;
      this.#answer = answer.headers;
      this.response = this.#read(bytes);
    } catch (error) {
      if (this.#abort.signal.reason === 'timeout') {
        this.ontimeout?.({});
      } else if (!this.#abort.signal.aborted) {
        this.onerror?.(error);
      }
      this.onloadend?.({});
      return;
    } finally {
      clearTimeout(timer);
    }
    this.readyState = 4;
    this.onreadystatechange?.({});
    this.onloadend?.({});
  }

  #read(bytes) {
    if (this.responseType === 'arraybuffer') {
      return bytes;
    }
    const text = new TextDecoder().decode(bytes);
    this.responseText = text;
    if (this.responseType !== 'json') {
      return text;
    }
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }
}
