import { describe, expect, test } from 'vitest';
import { fieldsOf, knownFacts, type PartApplication, withBlanks } from './part-application.ts';

const part: PartApplication = {
  buyerOrgId: 'shahe',
  termMonths: 60,
  delegationDocument: null,
  negativeList: { hasWorksPackage: true },
};

describe('an application as far as it is filled in', () => {
  test('keeps what is there and has a blank everywhere else', () => {
    const { termMonths, name, negativeList } = withBlanks(part);
    expect({ termMonths, name }).toEqual({ termMonths: 60, name: '' });
    expect(negativeList).toMatchObject({ hasWorksPackage: true, barredKind: 'none' });
  });

  test('gives only the facts that rest on what is there, and those that do not rest on it at all', () => {
    const facts = {
      term_months: 60,
      has_works_package: true,
      has_delegation_document: false,
      barred_kind: 'none',
      estimate_fen: 0,
      actor_other_duties: 0,
    };
    expect(Object.keys(knownFacts(facts, part))).toEqual([
      'term_months',
      'has_works_package',
      'has_delegation_document',
      'actor_other_duties',
    ]);
  });

  test('names each field of a remark once', () => {
    expect(
      fieldsOf({ catalog_item_listed: false, item_code: 'X', term_months: 60, actor_other_duties: 0 }),
    ).toEqual(['catalogItemCode', 'termMonths']);
  });
});
