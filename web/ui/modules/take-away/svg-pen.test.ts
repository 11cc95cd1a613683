import { expect, it } from 'vitest';
import { SvgPen } from './svg-pen.ts';

const pen = () => new SvgPen((text) => ({ width: text.length * 7 }) as TextMetrics);

it('writes lines, areas, circles and texts as SVG', () => {
  const svg = pen();
  svg.strokeStyle = 'rgb(1 2 3 / 0.5)';
  svg.lineWidth = 2;
  svg.setLineDash([4, 2]);
  svg.beginPath();
  svg.moveTo(0, 0.001);
  svg.lineTo(10.126, 5);
  svg.stroke();
  svg.fillStyle = '#11223380';
  svg.fillRect(1, 2, 3, 4);
  svg.beginPath();
  svg.arc(5, 5, 2);
  svg.fill();
  expect(svg.elements.split('\n')).toEqual([
    '<path d="M0 0L10.13 5" fill="none" stroke="rgb(1,2,3)" stroke-opacity="0.5" stroke-width="2" stroke-linejoin="miter" stroke-dasharray="4 2"/>',
    '<rect x="1" y="2" width="3" height="4" fill="#112233" fill-opacity="0.5"/>',
    '<path d="M3 5A2 2 0 1 0 7 5A2 2 0 1 0 3 5" fill="#112233" fill-opacity="0.5"/>',
  ]);
});

it('escapes names', () => {
  const svg = pen();
  svg.textAlign = 'right';
  svg.fillText('</text><script>"&', 1, 2);
  expect(svg.elements).toContain('text-anchor="end"');
  expect(svg.elements).toContain('>&lt;/text&gt;&lt;script&gt;&quot;&amp;</text>');
});
