/** The parts of a template and how they are written (text/template/parse: node.go). */
import type { GoFloat, GoInt } from '../values';

export type Operand =
  | { readonly kind: 'dot'; readonly position: number }
  | { readonly kind: 'nil'; readonly position: number }
  | { readonly kind: 'constant'; readonly position: number; readonly text: string; readonly value: boolean | string | GoInt | GoFloat }
  | { readonly kind: 'field'; readonly position: number; readonly names: readonly string[] }
  | { readonly kind: 'variable'; readonly position: number; readonly name: string; readonly names: readonly string[] }
  | { readonly kind: 'identifier'; readonly position: number; readonly name: string }
  | { readonly kind: 'chain'; readonly position: number; readonly base: Operand; readonly names: readonly string[] }
  | Pipe;

export interface Command {
  readonly position: number;
  readonly operands: readonly Operand[];
}

export interface Pipe {
  readonly kind: 'pipe';
  readonly position: number;
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly position: number; readonly pipe: Pipe }
  | { readonly kind: 'if' | 'with' | 'range'; readonly position: number; readonly pipe: Pipe; readonly body: readonly Statement[]; readonly otherwise?: readonly Statement[] }
  | { readonly kind: 'break' | 'continue'; readonly position: number }
  | { readonly kind: 'template'; readonly position: number; readonly name: string; readonly pipe?: Pipe };

export interface Template {
  readonly name: string;
  /** The name under which its text was parsed, which places in errors begin with. */
  readonly parseName: string;
  readonly text: string;
  readonly body: readonly Statement[];
}

const dotted = (names: readonly string[]): string => names.map((name) => `.${name}`).join('');

/** Node.String, as errors quote it. */
export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case 'dot': return '.';
    case 'nil': return 'nil';
    case 'constant': return operand.text;
    case 'field': return dotted(operand.names);
    case 'variable': return `${operand.name}${dotted(operand.names)}`;
    case 'identifier': return operand.name;
    case 'chain': return `${operand.base.kind === 'pipe' ? `(${printOperand(operand.base)})` : printOperand(operand.base)}${dotted(operand.names)}`;
    case 'pipe': return printPipe(operand);
  }
}

export const printCommand = ({ operands }: Command): string =>
  operands.map((operand) => (operand.kind === 'pipe' ? `(${printOperand(operand)})` : printOperand(operand))).join(' ');

export function printPipe({ variables, assigns, commands }: Pipe): string {
  const head = variables.length === 0 ? '' : `${variables.join(', ')} ${assigns ? '=' : ':='} `;
  return `${head}${commands.map(printCommand).join(' | ')}`;
}
