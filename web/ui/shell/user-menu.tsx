import { useApp } from '../app/app-model.ts';
import { signOut } from '../app/sign-out.ts';
import { Menu, MenuItem, MenuSeparator } from '../components/menu.tsx';

const themes = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

/** Who is signed in, the theme of this device, and the way out. */
export function UserMenu() {
  const app = useApp();
  const { ports } = app;
  return (
    <Menu label={`Signed in as ${ports.user.name}`} icon="user" iconOnly>
      <p class="shell-user">
        Signed in as <strong>{ports.user.name}</strong>
      </p>
      <MenuSeparator />
      {(['system', 'light', 'dark'] as const).map((theme) => (
        <MenuItem
          key={theme}
          checked={ports.device.theme.value === theme}
          onSelect={() => ports.device.setTheme(theme)}
        >
          {themes[theme]}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon="external" onSelect={() => void signOut(app)}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
