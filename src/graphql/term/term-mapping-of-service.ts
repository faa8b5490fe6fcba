import type { StoredTerm } from '../../catalogue/catalogue-reader.ts'
import type { StoredService } from '../../model/stored-records.ts'
import type { RequestContext } from '../context.ts'

/** The terms a service carries, in the order published, then those from which mappings lead to them. */
export function termsWithMapped({
  loaders,
  reader,
}: Pick<RequestContext, 'loaders' | 'reader'>): (service: StoredService) => readonly StoredTerm[] {
  return (service) => {
    const mapped = loaders.terms.getMany(reader.terms.mappedTerms(service.termUris))
    return [...loaders.termsOfService.follow(service), ...mapped.filter((term) => term !== undefined)]
  }
}
