import type { FeedIssue } from '../../catalogue/catalogue-reader.ts'
import type { Severity } from '../../model/issue.ts'
import { builder } from '../builder.ts'

export const SeverityRef = builder.enumType('Severity', {
  description: 'How much a defect matters.',
  values: {
    ERROR: { description: 'Something was left out.' },
    WARNING: { description: 'Something was repaired, or is doubtful.' },
    INFO: { description: 'Something is worth knowing.' },
  } as const satisfies Record<Severity, object>,
})

export const RecordIssueRef = builder.objectRef<FeedIssue>('RecordIssue').implement({
  description: 'A defect found in what a feed sent: repaired, or left out. The record survives it where it can.',
  fields: (t) => ({
    code: t.exposeString('code', {
      nullable: false,
      description: 'What kind of defect it is. Open: codes may be added.',
    }),
    severity: t.expose('severity', { type: SeverityRef, nullable: false, description: 'How much it matters.' }),
    path: t.exposeString('path', {
      nullable: false,
      description: "Where it stands in the record, in the publisher's own words.",
    }),
    message: t.exposeString('message', { nullable: false, description: 'What is wrong and what became of it.' }),
    sample: t.exposeString('sample', {
      nullable: true,
      description: 'The offending value, cut short. Null where there is none, or where it could name a person.',
    }),
    originId: t.exposeString('originId', {
      nullable: true,
      description: "The publisher's identifier of the record. Null where it belongs to none.",
    }),
    recordType: t.exposeString('recordType', {
      nullable: true,
      description: 'The kind of record, for example service. Null where it belongs to none.',
    }),
  }),
})
