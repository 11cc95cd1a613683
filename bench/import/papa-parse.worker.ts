import Papa from 'papaparse';

globalThis.onmessage = ({ data: file }: MessageEvent<File>) => {
  let rows = 0;
  Papa.parse<string[]>(file, {
    chunk: ({ data }) => {
      rows += data.length;
    },
    complete: () => globalThis.postMessage(rows),
  });
};
