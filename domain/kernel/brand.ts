/** Gives a primitive a name of its own: two names do not mix, while a plain literal from a parser is taken as it is. */
export type Brand<T, Name extends string> = T & { readonly __brand?: Name };

export type ProjectId = Brand<string, 'ProjectId'>;
export type OrgId = Brand<string, 'OrgId'>;
export type UserId = Brand<string, 'UserId'>;
export type BudgetLineId = Brand<string, 'BudgetLineId'>;
export type ProviderId = Brand<string, 'ProviderId'>;
export type RegionCode = Brand<string, 'RegionCode'>;
export type MilestoneNo = Brand<number, 'MilestoneNo'>;
