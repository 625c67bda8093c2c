import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All that the other theme can change. */
const colours = ['color-contrast', 'link-in-text-block'];

/**
 * The page breaks none of axe's rules, in both themes, and is not wider than the window. For pages in which nothing moves for long: axe measures colours,
 * and in the middle of a transition it would measure those between two states.
 */
export async function expectAccessible(page: Page) {
  await turn(page, 'dark');
  const dark = await axe(page).withRules(colours).analyze();
  await turn(page, 'light');
  const light = await axe(page).withTags(rules).analyze();
  const found = Object.entries({ dark, light }).flatMap(([theme, { violations }]) =>
    violations.map(({ id, help, nodes }) => `${theme}: ${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  );
  expect(found).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, 'nothing is wider than the page').toBeLessThanOrEqual(0);
}

/**
 * Changes the theme, asks for no motion, and ends what is on its way from one colour to the other. Waiting for that would not do: a browser may never end what
 * it does not draw.
 */
async function turn(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.evaluate(() => {
    const onTheirWay = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    // An end may be a beginning: what takes its colour from around it sets out once that is there.
    for (let moving = onTheirWay(), depth = 0; moving.length > 0 && depth < 20; moving = onTheirWay(), depth++) {
      for (const transition of moving) transition.finish();
    }
  });
}

/** Axe in this page alone: a second page to gather the results of frames, of which there are none, takes longer than the look itself. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}
