import type { Device, DeviceAttribute, DeviceConstraint } from '../../../api/generated/types/resource.v1';
import type { Request } from './requests';
import { requestRef } from './requests';

/** A rule over the devices of one claim that is kept up to date while devices are tried (structured/internal/incubating constraint). */
export interface Constraint {
  /** Takes the device in; false, and nothing changed, where it breaks the rule. */
  add(request: Request, device: Device, driver: string): boolean;
  /** Undoes an `add` that succeeded. */
  remove(request: Request): void;
}

/** lookupAttribute: by its full name, or, for the driver's own, without the domain. */
function attributeOf({ attributes = {} }: Device, driver: string, name: string): DeviceAttribute | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const slash = name.indexOf('/');
  const own = name.slice(slash + 1);
  return slash >= 0 && name.slice(0, slash) === driver && Object.hasOwn(attributes, own) ? attributes[own] : undefined;
}

const SORTS = ['string', 'int', 'bool', 'version'] as const;

/** Null where neither can be compared: an attribute of a sort that this version does not know. */
function same(a: DeviceAttribute, b: DeviceAttribute): boolean | null {
  const sort = SORTS.find((one) => a[one] !== undefined);
  return sort === undefined ? null : a[sort] === b[sort];
}

export function newConstraint({ requests = [], matchAttribute, distinctAttribute }: DeviceConstraint): Constraint | null {
  const name = matchAttribute ?? distinctAttribute;
  if (name === undefined) return null;
  const applies = (request: Request): boolean => requests.length === 0 || requests.includes(request.parent ?? request.name) || requests.includes(requestRef(request));
  const taken = new Map<string, DeviceAttribute>();
  let first: DeviceAttribute | undefined;
  let count = 0;
  /** Upstream keeps one value for each request. */
  const fits = (attribute: DeviceAttribute): boolean => {
    if (matchAttribute !== undefined) return first !== undefined && same(attribute, first) === true;
    return [...taken.values()].every((other) => same(attribute, other) === false);
  };
  return {
    add(request, device, driver) {
      if (!applies(request)) return true;
      const attribute = attributeOf(device, driver, name);
      if (attribute === undefined || (count > 0 && !fits(attribute))) return false;
      if (count === 0) first = attribute;
      taken.set(request.parent ?? request.name, attribute);
      count += 1;
      return true;
    },
    remove(request) {
      if (!applies(request)) return;
      taken.delete(request.parent ?? request.name);
      count -= 1;
    },
  };
}
