export { freePort } from '../../local/free-port.ts';
