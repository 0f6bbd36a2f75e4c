import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useSyncExternalStore } from 'react';
import { currentAuthorization, onAuthorization } from './credentials';

/** What GraphiQL does when it starts and would never do again: shows nothing, and has to stand somewhere within it. */
export function Surroundings() {
  useSchemaOfKey();
  useThemeOfSystem();
  useChosenTabInView();
  return null;
}

/** The schema is asked for before a key could be typed: where one is needed, once more when it is known. */
function useSchemaOfKey(): void {
  const authorization = useSyncExternalStore(onAuthorization, currentAuthorization);
  const { introspect } = useGraphiQLActions();
  useEffect(() => {
    if (authorization !== undefined) void introspect();
  }, [authorization, introspect]);
}

/** The page follows the system from light to dark and back; its editors have to be told. */
function useThemeOfSystem(): void {
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    const isDark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(theme);
    isDark.addEventListener('change', follow);
    return () => isDark.removeEventListener('change', follow);
  }, [theme, setTheme]);
}

/** Where the tabs take more than the width of their bar, the chosen one is scrolled to. */
function useChosenTabInView(): void {
  const chosen = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    const tab = document.querySelectorAll('.graphiql-tabs > *')[chosen];
    tab?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [chosen]);
}
