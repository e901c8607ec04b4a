// As much of Express as botbuilder's routes and its CloudAdapter ask for.

export class Routes {
  #routes = [];

  get(path, handler) {
    this.#add('GET', path, handler);
  }

  put(path, handler) {
    this.#add('PUT', path, handler);
  }

  post(path, handler) {
    this.#add('POST', path, handler);
  }

  all(path, handler) {
    this.#add(undefined, path, handler);
  }

  async serve(request, raw) {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    request.body = parse(Buffer.concat(chunks).toString(), request.headers['content-type']);
    const path = new URL(request.url, 'http://localhost').pathname;
    for (const { method, pattern, handler } of this.#routes) {
      const match = (method === undefined || method === request.method) && path.match(pattern);
      if (match) {
        request.params = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
        handler(request, answerTo(raw));
        return;
      }
    }
    raw.writeHead(404).end();
  }

  #add(method, path, handler) {
    const pattern = new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`);
    this.#routes.push({ method, pattern, handler });
  }
}

function parse(text, contentType = '') {
  if (!contentType.includes('json')) {
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerTo(raw) {
  const response = {
    status(code, headers = {}) {
      raw.statusCode = code;
      Object.entries(headers).forEach(([name, value]) => raw.setHeader(name, value));
      return response;
    },
    header(name, value) {
      raw.setHeader(name, value);
      return response;
    },
    send(body) {
      if (typeof body === 'object') {
        raw.setHeader('content-type', 'application/json');
      }
      raw.end(typeof body === 'object' ? JSON.stringify(body) : body);
    },
    end() {
      if (!raw.writableEnded) {
        raw.end();
      }
    },
  };
  return response;
}
