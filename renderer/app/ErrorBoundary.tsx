/** A screen that breaks takes nothing else with it: the frame stays, drafts are kept, and it can be opened again. */
import { Button, Group } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { Page } from '../components/Page.tsx';
import { flushDrafts } from '../ground/drafts.ts';
import { navigate } from '../ground/route.ts';
import { t } from '../i18n/index.ts';

export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch() {
    void flushDrafts();
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { title, what, safe, next, again, home } = t.app.crash;
    const open = () => this.setState({ broken: false });
    return (
      <Page title={title}>
        <ErrorNotice
          error={{ what, safe, next }}
          action={
            <Group mt="xs">
              <Button onClick={open}>{again}</Button>
              <Button
                variant="default"
                onClick={() => {
                  navigate('aujourdhui');
                  open();
                }}
              >
                {home}
              </Button>
            </Group>
          }
        />
      </Page>
    );
  }
}
