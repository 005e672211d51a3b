package io.senlin.engine;

import io.senlin.engine.profile.ProfileType;
import io.senlin.journal.Journal;
import io.senlin.store.Listener;
import io.senlin.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The engine: takes requests, and runs the actions they become. Thread-safe.
 *
 * <p>{@link #close} lets no new action start, gives those that run a moment to end, and leaves the
 * rest to the next start. The store and the journal stay open; they are closed by whoever opened
 * them, after the engine.
 */
public final class Engine implements AutoCloseable {
  private static final String REVISION = "1.0";
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);

  private final Core core;
  private final boolean ownMembership;
  private final Recovery recovery;
  private final Scheduler scheduler;
  private final Profiles profiles;
  private final ProfileTypes profileTypes;
  private final Clusters clusters;
  private final Nodes nodes;
  private final Actions actions;
  private Optional<Listener> listener = Optional.empty();

  private Engine(Core core, Lanes lanes, boolean ownMembership) {
    this.core = core;
    this.ownMembership = ownMembership;
    Events events = new Events(core.journal());
    Endings endings = new Endings(core, events);
    Children children = new Children(core);
    Members members = new Members(children);
    NodeProfiles nodeProfiles = new NodeProfiles(core.store(), core.profiles());
    Progress progress = new Progress(core);
    ActionSteps steps =
        new ActionSteps(
            new ClusterSteps(core, children, members, nodeProfiles, progress),
            new SizeSteps(core, children, members),
            new NodeSteps(core, nodeProfiles, progress));
    this.scheduler =
        new Scheduler(core, new Beginnings(core, events, endings, steps), endings, steps);
    Requests requests = new Requests(core);
    this.profiles = new Profiles(core, requests);
    this.profileTypes = new ProfileTypes(core.profiles());
    this.nodes = new Nodes(core, requests, nodeProfiles);
    this.clusters = new Clusters(core, requests, nodes, new SizeRequests(core, requests));
    this.actions = new Actions(requests, endings);
    this.recovery = new Recovery(core, endings, lanes);
  }

  /**
   * Starts an engine that shares its database with nobody, and whose events nobody delivers:
   * whatever other engine is known there is dead.
   *
   * @param types every profile type, each with another name or version
   * @throws io.senlin.store.StoreException if the database fails
   */
  public static Engine start(
      Store store,
      Journal journal,
      EngineSettings settings,
      List<ProfileType> types,
      InstantSource clock) {
    Membership membership = Membership.alone(store, settings, journal.partition());
    return start(membership, true, Lanes.NONE, store, journal, settings, types, clock);
  }

  /**
   * Puts right what engines that died have left, and starts to run actions.
   *
   * @param membership stays open when the engine is closed
   * @param lanes who delivers the events
   * @param types every profile type, each with another name or version
   * @throws io.senlin.store.StoreException if the database fails
   */
  public static Engine start(
      Membership membership,
      Lanes lanes,
      Store store,
      Journal journal,
      EngineSettings settings,
      List<ProfileType> types,
      InstantSource clock) {
    return start(membership, false, lanes, store, journal, settings, types, clock);
  }

  private static Engine start(
      Membership membership,
      boolean ownMembership,
      Lanes lanes,
      Store store,
      Journal journal,
      EngineSettings settings,
      List<ProfileType> types,
      InstantSource clock) {
    membership.lanes(lanes);
    Wakeups wakeups = new Wakeups();
    Core core =
        new Core(
            store,
            journal,
            settings,
            new ProfileCatalog(types),
            clock,
            membership,
            wakeups,
            new Announcements(wakeups, membership),
            new Semaphore(settings.threads()),
            new Outages(OUTAGE_PAUSE));
    Engine engine = new Engine(core, lanes, ownMembership);
    try {
      engine.recovery.start();
      engine.listener = core.announcements().listen(store);
      engine.scheduler.start();
      return engine;
    } catch (RuntimeException failure) {
      engine.close();
      throw failure;
    }
  }

  public Profiles profiles() {
    return profiles;
  }

  public Clusters clusters() {
    return clusters;
  }

  public Nodes nodes() {
    return nodes;
  }

  public Actions actions() {
    return actions;
  }

  public ProfileTypes profileTypes() {
    return profileTypes;
  }

  /** Every engine that has reported in, by host. */
  public List<ServiceRecord> services() {
    return core.membership().list();
  }

  /**
   * Takes the engines off the list that have not reported in for longer than a lease; what they
   * have left is put right soon after.
   *
   * @return their ids
   */
  public List<String> cleanServices() {
    return core.membership().clean();
  }

  /** The UUID of this start of the engine: owner of its actions. */
  public String id() {
    return core.engineId();
  }

  /** The revision shown by build-info. */
  public String revision() {
    return REVISION;
  }

  @Override
  public void close() {
    recovery.close();
    scheduler.close();
    listener.ifPresent(Listener::close);
    if (ownMembership) {
      core.membership().close();
    }
  }
}
