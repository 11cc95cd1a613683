import { Component, type ComponentChildren } from 'preact';

interface Props {
  /** A new key clears the error, so that changed content is rendered again. */
  resetKey?: unknown;
  fallback(error: Error, retry: () => void): ComponentChildren;
  children: ComponentChildren;
}

interface State {
  error: Error | null;
}

/** Catches errors of its children, so that the rest of the page keeps working. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  override componentDidCatch(error: unknown): void {
    // Logs it to the console with its stack.
    reportError(error);
    this.setState({ error: error instanceof Error ? error : new Error(String(error)) });
  }

  override componentDidUpdate(before: Props): void {
    if (before.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    return error
      ? this.props.fallback(error, () => this.setState({ error: null }))
      : this.props.children;
  }
}
