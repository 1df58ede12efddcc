import { Component, type ReactNode } from 'react';

interface RecoveringProps {
  /** What is drawn: with another one it is tried again. */
  of: string;
  fallback: ReactNode;
  children: ReactNode;
}

/** Shows something else in place of what cannot be drawn, until there is another text to try. */
export class Recovering extends Component<RecoveringProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: RecoveringProps): void {
    if (this.state.failed && before.of !== this.props.of) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
