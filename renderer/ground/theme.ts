/** Soft wood and blue-green tones, generous type, the machine's own letters (no web font). */
import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  Loader,
  type MantineColorsTuple,
  type ModalProps,
  type TooltipProps,
} from '@mantine/core';
import { FLOATING } from './layers.ts';
import { foldedFilter } from './options-filter.ts';
import { toneVariables } from './palette.ts';

// A list that opens as soon as its field is reached hides the fields below, and takes the first Escape.
const list = { openOnFocus: false, filter: foldedFilter };

const water: MantineColorsTuple = [
  '#ebf6f5',
  '#d8eae8',
  '#b0d5d1',
  '#84bfb9',
  '#5fada6',
  '#46a199',
  '#2f8c84',
  '#20736c',
  '#165d57',
  '#0a4742',
];
const wood: MantineColorsTuple = [
  '#faf6f0',
  '#f1e9dd',
  '#e3d2b9',
  '#d5ba92',
  '#c9a671',
  '#b98f50',
  '#a27a3d',
  '#85632f',
  '#6b4f25',
  '#523c1b',
];
/** Warm greys: the cold ones of the library look like an office. */
const gray: MantineColorsTuple = [
  '#faf8f4',
  '#f3f0ea',
  '#e9e4dc',
  '#ddd7cd',
  '#c9c2b6',
  '#a8a195',
  '#7d776c',
  '#5d5850',
  '#423e38',
  '#2a2722',
];
const dark: MantineColorsTuple = [
  '#ece8e1',
  '#cdc8be',
  '#aba59a',
  '#7d776c',
  '#5a554c',
  '#443f38',
  '#35312b',
  '#211f1b',
  '#1a1815',
  '#12110e',
];

/** The head of a dialog is not a second banner of the page. */
const titleBar = { header: { role: 'presentation' } };

export const theme = createTheme({
  colors: { water, wood, gray, dark },
  primaryColor: 'water',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: 'system-ui, "Segoe UI", Ubuntu, Cantarell, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace',
  fontSizes: { xs: '0.85rem', sm: '0.95rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.6', xl: '1.6' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.1875rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // What the first screen does not show is not named by its component, whose code would come with the page.
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        events: { hover: true, focus: true, touch: false },
      } satisfies Partial<TooltipProps>,
    },
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        attributes: titleBar,
      } satisfies Partial<ModalProps>,
    },
    Drawer: {
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.2 },
        attributes: titleBar,
      } satisfies Partial<DrawerProps>,
    },
    // Which of all that is open an Escape closes is for renderer/ground/layers.ts to say. Lists, menus and calendars are popovers too.
    Popover: {
      defaultProps: { closeOnEscape: false, attributes: { dropdown: { [FLOATING]: '' } } },
    },
    // A line that only holds the focus has no place in a menu.
    Menu: { defaultProps: { closeOnEscape: false, withInitialFocusPlaceholder: false } },
    // At its end, a list does not go on with what is behind it, which would carry its button away.
    ScrollAreaAutosize: { defaultProps: { overscrollBehavior: 'contain' } },
    // A wheel that says what is waited for: only what has a role may be named.
    Loader: Loader.extend({ defaultProps: { role: 'status' } }),
    Select: { defaultProps: list },
    MultiSelect: { defaultProps: list },
    TagsInput: { defaultProps: list },
    Autocomplete: { defaultProps: list },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbf8f3',
    '--mantine-color-text': '#2a2722',
    '--mantine-color-dimmed': '#5d5850',
    '--mantine-color-placeholder': '#6b665c',
    '--mantine-color-error': '#a8321a',
    '--mantine-color-anchor': '#165d57',
    '--surface': '#ffffff',
    '--surface-sunk': '#f3eee5',
    '--rule': '#ddd3c3',
    ...toneVariables('light'),
  },
  dark: {
    '--mantine-color-body': '#211f1b',
    '--mantine-color-dimmed': '#b5afa4',
    '--mantine-color-placeholder': '#a39d92',
    '--mantine-color-error': '#ffb199',
    '--mantine-color-anchor': '#84bfb9',
    '--surface': '#2a2722',
    '--surface-sunk': '#1a1815',
    '--rule': '#443f38',
    ...toneVariables('dark'),
  },
});
