import type { CaseCommand } from '../../domain/approval/case-commands.ts';
import { nameOf } from './papers.ts';
import { Versions } from './versions.ts';
import {
  ADMIN,
  FIRST_DAY,
  type Form,
  INITIATOR,
  LEADER,
  LIMITS,
  OWNER,
  SUPERVISOR,
  type World,
} from './world.ts';

/** A command that was accepted, and the how-manieth it was of all that were given. */
export interface Accepted {
  readonly command: CaseCommand;
  readonly step: number;
}

/**
 * The guide told a second time, with plain sets and maps and no line of the engine: the whole situation is retold from the
 * list of accepted commands, nodes are leaves of a tree, a join is "all branches are done".
 */
export class Tale extends Versions {
  constructor(world: World, accepted: readonly Accepted[]) {
    super(world);
    for (const { command, step } of accepted) {
      if (!this.tell(command, step)) throw new Error(`${command.verb} was accepted, the tale refuses it`);
    }
  }

  /** Tells one command; false, and nothing has changed, when it may not be given. */
  tell(command: CaseCommand, step: number): boolean {
    const by = command.by;
    this.now = step;
    if (by === 'left' || !this.mayTell(command)) return false;
    this.at += 1;
    this.act(command);
    this.rest();
    return true;
  }

  /** Open tasks, one line each, with who has to act. */
  tasks(): readonly string[] {
    if (this.status === 'returned') return [`initiator:${INITIATOR}`];
    return this.openTasks().map(
      (task) => `${task}:${this.actor(task)}${this.helper.has(task) ? '+' : ''}${this.extended(task)}`,
    );
  }

  /** Weight of the roll, of yes and of no, by open sheet. */
  tallies(): readonly string[] {
    return this.current().flatMap((sheet) => {
      if ('timer' in sheet.leaf) return [];
      const { all, yes, no } = this.count(sheet);
      return [`${sheet.id} ${yes}/${no}/${all}`];
    });
  }

  protected mayTell({ verb, by, data }: CaseCommand): boolean {
    const running = this.status === 'running';
    const held = running || this.status === 'paused';
    const open = held || this.status === 'returned';
    switch (verb) {
      case 'withdraw':
        return by === INITIATOR && open;
      case 'resubmit':
        return by === INITIATOR && (this.status === 'withdrawn' || this.status === 'returned');
      case 'terminate':
        return by === OWNER && open;
      case 'revive':
        return by === OWNER && this.status === 'terminated';
      case 'urge':
        // The walk's few minutes are less than the hours between two urges.
        if (!running || (this.quick && this.hasBeenUrged)) return false;
        return (
          by === INITIATOR || (by === LEADER && this.openTasks().some((task) => this.actor(task) !== LEADER))
        );
      case 'comment':
        return by !== 'system' && this.known.has(by);
      case 'carbonCopy':
        if (by === 'system' || !this.known.has(by) || !open) return false;
        return !data.to.includes('left') && data.to.some((one) => !this.copied.has(one));
      case 'readCopy':
        return by !== 'system' && this.copied.has(by);
      case 'review':
        return by === 'system' && open;
      case 'handOver':
        if (!held || by !== ADMIN || data.to === 'left' || data.from === data.to) return false;
        return this.heldBy(data.from).length > 0;
      case 'timeOut':
        return by === 'system' && this.clocks().includes(data.target);
      case 'upgrade':
        return by === OWNER && this.mayUpgrade();
      case 'pause':
        return running && this.isOverseer(by);
      case 'resume':
        return this.status === 'paused' && this.isOverseer(by);
      case 'extend':
        if (!held || by !== 'system' || !this.isWaiting(data.taskId)) return false;
        return this.extensions.get(data.taskId)?.isAsked === true;
      case 'askExtension':
      case 'proxy':
      case 'approve':
      case 'reject':
      case 'abstain':
      case 'recuse':
      case 'return':
      case 'takeBack':
      case 'addSign':
      case 'removeSign':
      case 'transfer':
      case 'delegate':
      case 'answer':
        return running && by !== 'system' && this.mayTouch({ verb, by, data } as CaseCommand, data.taskId);
    }
  }

  /** The flow owner, and the supervisor of whatever people are signing. */
  protected readonly isOverseer = (by: string): boolean =>
    by === OWNER || (by === SUPERVISOR && this.current().some((sheet) => 'leaf' in sheet.leaf));

  protected mayTouch({ verb, by, data }: CaseCommand, task: string): boolean {
    const sheet = this.sheetOf.get(task);
    if (!sheet || !('leaf' in sheet.leaf)) return false;
    if (verb === 'takeBack') return this.said.get(task)?.by === by && this.isUntouched(sheet, task);
    if (verb === 'removeSign')
      return this.isWaiting(task) && (by === OWNER || this.under.get(task)?.by === by);
    if (!this.openTasks().includes(task) || this.actor(task) !== by) return false;
    if ((verb === 'answer') !== this.helper.has(task)) return false;
    switch (verb) {
      case 'askExtension':
        return this.mayAskMore(task) && data.to > FIRST_DAY;
      case 'abstain':
        return sheet.leaf.mode.kind === 'vote' && !this.under.has(task);
      case 'return':
        return (
          data.to === 'initiator' || (this.after(data.to).has(sheet.leaf.leaf) && this.isSigned(data.to))
        );
      case 'proxy': {
        const to = this.standInOf(this.holder(task), sheet.leaf.leaf);
        return to !== '' && this.isNew(sheet, to);
      }
      case 'transfer':
      case 'delegate':
        if (this.held.get(task)?.has(data.to)) return false;
        return (this.moves.get(task) ?? 0) < LIMITS.chain && this.isNew(sheet, data.to);
      case 'addSign': {
        const guests = sheet.tasks.filter((one) => this.under.has(one)).length;
        if (data.people.length === 0 || new Set(data.people).size < data.people.length) return false;
        if (guests + data.people.length > LIMITS.added || this.line(task).length > LIMITS.nesting)
          return false;
        return data.people.every((one) => this.isNew(sheet, one));
      }
      default:
        return true;
    }
  }

  protected act({ verb, by, data }: CaseCommand): void {
    const task = 'taskId' in data ? data.taskId : '';
    const sheet = this.sheetOf.get(task);
    const touch = () => {
      if (sheet) sheet.touchedAt = this.at;
    };
    switch (verb) {
      case 'approve':
      case 'reject':
      case 'abstain':
        this.said.set(task, { word: verb, by, at: this.at });
        touch();
        return;
      case 'recuse':
        this.recused.add(task);
        this.helper.delete(task);
        touch();
        return;
      case 'removeSign':
        this.removed.add(task);
        this.helper.delete(task);
        touch();
        return;
      case 'transfer':
        this.give(task, data.to);
        this.moves.set(task, (this.moves.get(task) ?? 0) + 1);
        touch();
        return;
      case 'proxy':
        if (sheet) this.give(task, this.standInOf(this.holder(task), nameOf(sheet.leaf)));
        touch();
        return;
      case 'delegate':
        this.helper.set(task, data.to);
        this.held.get(task)?.add(data.to);
        this.known.add(data.to);
        this.moves.set(task, (this.moves.get(task) ?? 0) + 1);
        touch();
        return;
      case 'answer':
        this.helper.delete(task);
        touch();
        return;
      case 'addSign':
        if (!sheet) return;
        for (const one of data.people) {
          this.under.set(this.newTask(sheet, one), { above: task, how: data.position, by });
        }
        touch();
        return;
      case 'handOver':
        for (const one of this.heldBy(data.from)) this.inherit(one, data.from, data.to);
        return;
      case 'return':
        if (sheet) this.goBack(nameOf(sheet.leaf), data.to, data.then);
        return;
      case 'takeBack':
        if (sheet) this.takeBack(sheet, task);
        return;
      case 'urge':
        this.hasBeenUrged = true;
        return;
      case 'askExtension':
      case 'extend': {
        const { granted } = this.extensions.get(task) ?? { granted: 0 };
        const isGrant = verb === 'extend' && data.granted;
        this.extensions.set(task, { granted: granted + (isGrant ? 1 : 0), isAsked: verb === 'askExtension' });
        return;
      }
      case 'withdraw':
        this.forget();
        this.status = 'withdrawn';
        return;
      case 'resubmit': {
        const back = this.back.get('initiator');
        this.back.delete('initiator');
        // The steps of a walk carry whole forms.
        const form = data.form as unknown as Form;
        const isOther = back !== undefined && this.isOther(form);
        if (isOther) this.forget();
        this.status = 'running';
        this.form = form;
        if (back && !isOther) for (const name of back.leaves) this.openNamed(name);
        else this.start(this.plan);
        return;
      }
      case 'terminate':
        this.resume = {
          status: this.status === 'returned' ? 'returned' : 'running',
          leaves: this.current().map(({ leaf }) => nameOf(leaf)),
        };
        this.end('terminated');
        return;
      case 'revive':
        this.status = this.resume.status;
        for (const name of this.resume.leaves) this.openNamed(name);
        return;
      case 'timeOut': {
        const timer = this.current().find(({ id }) => id === data.target);
        if (timer) this.pass(timer);
        else this.spoken.set(data.target, (this.spoken.get(data.target) ?? 0) + 1);
        return;
      }
      case 'upgrade':
        this.upgrade();
        return;
      case 'pause':
        this.status = 'paused';
        return;
      case 'resume':
        this.status = 'running';
        return;
      case 'carbonCopy':
        for (const one of data.to) {
          this.copied.add(one);
          this.known.add(one);
        }
        return;
      default:
        return;
    }
  }
}
