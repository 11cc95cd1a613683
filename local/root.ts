export { ROOT } from '../tools/build/root.ts';
