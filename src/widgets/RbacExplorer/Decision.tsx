import { allGrants, compactString, describeGrant, forbiddenMessage, nearMisses, authorize, type Grant, type NearMiss, type RbacIndex, type ResourceRequest, type User } from '@site/src/simulation/policy/rbac';
import { useMessages } from '@site/src/i18n/messages';
import { messages } from './messages';
import styles from './RbacExplorer.module.css';

/** More than these do not help. */
const SHOWN = 3;

function Rule({ grant, children }: { grant: Grant; children?: string }) {
  return (
    <li>
      {children !== undefined && <span>{children}</span>}
      <code lang="en">{describeGrant(grant)}</code>
      <code lang="en">{compactString(grant.rule)}</code>
    </li>
  );
}

/** What decided one request: the authorizer's reason and every rule that allows, or the 403 and the rules that just miss. */
export function Decision({ index, user, request }: { index: RbacIndex; user: User; request: ResourceRequest }) {
  const text = useMessages(messages);
  const { allowed, reason } = authorize(index, user, request);
  const combined = request.subresource === undefined ? request.resource : `${request.resource}/${request.subresource}`;
  const lacking = ({ grant, lacks }: NearMiss): string => {
    const wanted = { namespace: grant.binding.metadata.namespace ?? '', apiGroup: `"${request.apiGroup}"`, resource: combined, name: '', verb: request.verb }[lacks];
    return text.lacks[lacks](wanted);
  };
  if (allowed) {
    const grants = allGrants(index, user, request);
    return (
      <div className={styles.decision}>
        <code lang="en" data-reason>{reason}</code>
        <p className={styles.heading}>{text.also}</p>
        <ul role="list">{grants.slice(0, SHOWN).map((grant, i) => <Rule key={i} grant={grant} />)}</ul>
        {grants.length > SHOWN && <p>{text.more(String(grants.length - SHOWN))}</p>}
      </div>
    );
  }
  const misses = nearMisses(index, user, request);
  return (
    <div className={styles.decision}>
      <code lang="en" data-reason>{forbiddenMessage(user, request, reason)}</code>
      {misses.length === 0 ? <p>{text.noNear}</p> : (
        <>
          <p className={styles.heading}>{text.near}</p>
          <ul role="list">{misses.slice(0, SHOWN).map((miss, i) => <Rule key={i} grant={miss.grant}>{lacking(miss)}</Rule>)}</ul>
          {misses.length > SHOWN && <p>{text.more(String(misses.length - SHOWN))}</p>}
        </>
      )}
    </div>
  );
}
