// A mail server: node smtp.mjs PORT FOLDER [OPTIONS]. Each mail is on the disk before it is acknowledged, so that a kill loses none.
// FOLDER/mails holds a file for each time that one came in, numbered, FOLDER/acknowledged a line for each that was acknowledged: its number
// and its Message-ID.
// OPTIONS is JSON: user, password (a login is needed), key, certificate (files; STARTTLS is offered, and needed), unicode (SMTPUTF8 is), silent (it
// takes connections and says nothing).
// An address says what is answered: code-550-5.1.1@shop.example is refused with 550 5.1.1.
import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const [port, folder, given = '{}'] = process.argv.slice(2);
const options = JSON.parse(given);
const mails = join(folder, 'mails');
mkdirSync(mails, { recursive: true });
let count = readdirSync(mails).length;

if (options.silent) {
  createServer(() => {}).listen(Number(port), '127.0.0.1');
} else {
  new SMTPServer({
    authOptional: !options.user,
    allowInsecureAuth: true,
    disabledCommands: [...(options.key ? [] : ['STARTTLS']), ...(options.user ? [] : ['AUTH'])],
    ...(options.key ? { key: readFileSync(options.key), cert: readFileSync(options.certificate) } : {}),
    hideSMTPUTF8: !options.unicode,
    disableReverseLookup: true,
    onAuth: (auth, session, done) => auth.username === options.user && auth.password === options.password
      ? done(null, { user: auth.username })
      : done(refusal(535, '5.7.8 not you')),
    onMailFrom: (address, session, done) => done(
      options.key && !session.secure ? refusal(530, '5.7.0 STARTTLS first') : answer(address)),
    onRcptTo: (address, session, done) => done(answer(address)),
    onData: take,
  }).listen(Number(port), '127.0.0.1');
}

function take(stream, session, done) {
  const pieces = [];
  stream.on('data', piece => pieces.push(piece));
  stream.on('end', () => {
    const mail = Buffer.concat(pieces);
    const id = /^Message-ID: *(\S+)/im.exec(mail.toString('latin1'))?.[1] ?? '';
    const number = keep(mail);
    done(null, 'taken');
    appendFileSync(join(folder, 'acknowledged'), `${number} ${id}\n`);
  });
}

/** On the disk when it returns its number. */
function keep(mail) {
  const number = ++count;
  // Whoever is killed in between leaves no half of a mail.
  const arriving = join(folder, 'arriving');
  const file = openSync(arriving, 'w');
  writeSync(file, mail);
  fsyncSync(file);
  closeSync(file);
  renameSync(arriving, join(mails, `${number}.eml`));
  return number;
}

function answer({ address }) {
  const code = /^code-(\d{3})(?:-(\d\.\d\.\d))?@/.exec(address);
  return code ? refusal(Number(code[1]), `${code[2] ?? ''} not ${address}`.trim()) : undefined;
}

function refusal(responseCode, message) {
  return Object.assign(new Error(message), { responseCode });
}
