import { Component, type ComponentChildren } from 'preact';

interface Props {
  /** A new key clears the error: the thing shown has changed, so it gets another chance. */
  resetKey?: unknown;
  fallback(error: Error, retry: () => void): ComponentChildren;
  children: ComponentChildren;
}

interface State {
  error: Error | null;
}

/** Keeps an error inside what it surrounds: the rest of the page goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  override componentDidCatch(error: unknown): void {
    // To the console, where somebody who looks into it expects the stack.
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
