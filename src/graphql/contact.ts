import type { Contact, Phone } from '../model/contact.ts'
import { builder } from './builder.ts'
import { LanguageRef } from './language.ts'
import { attributedFields, itself, providedText } from './provided-fields.ts'

export const PhoneRef = builder.objectRef<Phone>('Phone').implement({
  description: 'A telephone number (HSDS phone).',
  fields: (t) => ({
    ...attributedFields(t, 'phone'),
    number: t.exposeString('number', {
      nullable: false,
      description: 'The number as published, less any label around it.',
    }),
    ...providedText(t, 'String', itself, {
      e164: 'The number in international form (E.164), for example +441632960001. Null where it is no valid number.',
      extension: 'The extension to ask for. Null if not provided.',
      type: 'Whether the number is for voice, text, fax and so on, as published. Null if not provided.',
      description: 'What the number is for. Null if not provided.',
    }),
    languages: t.field({
      type: [LanguageRef],
      nullable: false,
      description: 'The languages spoken on this number. Empty where none are provided.',
      resolve: (phone) => phone.languages ?? [],
    }),
  }),
})

export const ContactRef = builder.objectRef<Contact>('Contact').implement({
  description: 'A person or role to turn to (HSDS contact).',
  fields: (t) => ({
    ...attributedFields(t, 'contact'),
    ...providedText(t, 'String', itself, {
      name: 'The name of the person. Null if not provided.',
      title: 'The job title of the person. Null if not provided.',
      department: 'The department the person belongs to. Null if not provided.',
      email: 'The email address of the person. Null if not provided.',
    }),
    phones: t.field({
      type: [PhoneRef],
      nullable: false,
      description: 'Telephone numbers of the person. Empty where none are provided.',
      resolve: (contact) => contact.phones ?? [],
    }),
  }),
})
