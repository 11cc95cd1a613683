import { randomUUID } from 'node:crypto';

/** Session content of about `bytes`, similar to real content so that it compresses like it. */
export function contentOf(bytes: number): string {
  const modules: object[] = [];
  const content = { activeDashboardId: randomUUID(), dashboards: [{ name: 'Load', modules }] };
  let length = JSON.stringify(content).length;
  while (length < bytes) {
    const module = {
      id: randomUUID(),
      name: 'TimeSeries',
      layout: { x: modules.length % 12, y: modules.length, width: 4, height: 3 },
      settings: { realizations: Array.from({ length: 20 }, (_, index) => index * 3), log: false },
    };
    modules.push(module);
    length += JSON.stringify(module).length + 1;
  }
  return JSON.stringify(content);
}
