import { useId } from 'preact/hooks';
import { cssColor, SERIES_COLORS } from '../charts/chart-theme.ts';

const SERIES = Array.from({ length: SERIES_COLORS }, (_, index) => `series-${index + 1}`);
const FIRST_CUSTOM = '#1f77b4';

export interface ColorChoiceProps {
  /** What the colour is for: "Colour of North flank". */
  label: string;
  /** "series-3" or "#1f77b4". */
  value: string;
  disabled?: boolean;
  onChange(color: string): void;
}

/** Choice of the theme's eight series colours, which suit light and dark, or a custom colour. */
export function ColorChoice({ label, value, disabled = false, onChange }: ColorChoiceProps) {
  const name = useId();
  const own = value.startsWith('#');
  return (
    <fieldset class="colors" disabled={disabled}>
      <legend class="visually-hidden">{label}</legend>
      {SERIES.map((color, index) => (
        <input
          key={color}
          type="radio"
          class="colors-swatch"
          name={name}
          aria-label={`Colour ${index + 1}`}
          checked={value === color}
          style={{ '--swatch': cssColor(color) }}
          onChange={() => onChange(color)}
        />
      ))}
      <input
        type="color"
        class={`colors-own ${own ? 'colors-own-chosen' : ''}`}
        aria-label="A colour of your own"
        title="A colour of your own"
        value={own ? value : FIRST_CUSTOM}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </fieldset>
  );
}
