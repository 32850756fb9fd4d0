import { createRootRoute, lazyRouteComponent, useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Shell } from './shell.tsx';

const Portal = lazy(async () => ({
  default: (await import('../features/portal/portal-shell.tsx')).PortalShell,
}));

/** 公示门户 stands under /public and asks nobody to sign in; everything else is the console. */
function Root() {
  const { pathname } = useLocation();
  const isPortal = pathname === '/public' || pathname.startsWith('/public/');
  if (!isPortal) return <Shell />;
  return (
    <Suspense>
      <Portal />
    </Suspense>
  );
}

export const root = createRootRoute({
  component: Root,
  notFoundComponent: lazyRouteComponent(() => import('./not-found.tsx'), 'NotFound'),
});
