import type { CompilationVerb } from '../../domain/budget/compilation.ts';
import { type Text, text } from '../../domain/kernel/text.ts';

/** What each step of the compilation is called in the API's documents. */
export const COMPILATION_TITLES: Readonly<Record<CompilationVerb, Text>> = {
  Suggest: text('一上：报送预算建议', 'First up: suggest the lines'),
  SetControl: text('一下：下达控制数', 'First down: set the control figure'),
  Draft: text('二上：报送预算草案', 'Second up: draft within the figure'),
  SendBack: text('退回修改', 'Send it back'),
  Submit: text('提请人大审查', 'Lay it before the congress'),
  Approve: text('登记人大批准', 'Record that the congress has approved'),
  Reply: text('二下：批复预算', 'Second down: reply'),
  Publish: text('公开预算', 'Make it public'),
};
