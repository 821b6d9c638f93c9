"""The words that organizations' names are made of, sorted by what they say about which organization is meant.

All words stand here as `names.stem` leaves them: lower case, without accents, in the singular.
"""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, as a set."""
    return frozenset(text.split())


def word_families(text: str) -> tuple[frozenset[str], ...]:
    """ "a b, c d" as sets of words that stand for each other."""
    return tuple(word_set(family) for family in text.split(","))


def _table(text: str) -> dict[str, str]:
    """ "a = b, c = d" as a table."""
    pairs = (entry.split("=") for entry in text.split(","))
    return {short.strip(): long.strip() for short, long in pairs}


LITTLE = word_set(
    """
    a an and as at by de del el for from in la las le los of on or the to with
    """
)

ABBREVIATIONS = _table(
    """
    acad = academy, admin = administration, adv = advocacy, agcy = agency, amer = american, appt = apartment, apt
    = apartment, assc = association, assn = association, asso = association, assoc = association, asst =
    assistance, auth = authority, ave = avenue, bapt = baptist, bch = beach, bd = board, bldg = building, blvd =
    boulevard, bur = bureau, cath = catholic, cent = center, centre = center, ch = church, childcare = child care,
    chld = children, cmte = committee, cmty = community, cncl = council, cntr = center, cntre = center, cnty =
    county, co = company, coal = coalition, coll = college, collab = collaborative, com = community, comm =
    community, commty = community, commun = community, coop = cooperative, ctr = center, cty = county, cu = credit
    union, daycare = day care, dept = department, dev = development, devel = development, devt = development, dist
    = district, div = division, dpt = department, econ = economic, edu = education, educ = education, elem =
    elementary, emp = employment, env = environmental, fam = family, fcu = federal credit union, fd = fire
    department, fdn = foundation, fdtn = foundation, fed = federal, fndn = foundation, fndtn = foundation, found =
    foundation, foundt = foundation, ft = fort, gov = government, govt = government, gtr = greater, headstart =
    head start, healthcare = health care, hlth = health, hlthcare = healthcare, hosp = hospital, hse = house, hsg
    = housing, hts = height, ind = industry, indep = independent, info = information, inst = institute, instit =
    institute, int'l = international, intl = international, jr = junior, lib = library, lrng = learning, luth =
    lutheran, med = medical, mem = memorial, meth = methodist, mgmt = management, mgt = management, min =
    ministry, mins = ministry, mt = mount, mtn = mountain, mun = municipal, nat = national, natl = national, nbrhd
    = neighborhood, ne = northeast, neighbourhood = neighborhood, netwk = network, ngbrhd = neighborhood, nghbrs =
    neighbor, nj = new jersey, ntwk = network, nw = northwest, ny = new york, nyc = new york city, nys = new york
    state, ofc = office, org = organization, organisation = organization, orgn = organization, pd = police
    department, pk = park, pkwy = parkway, prek = pre k, presb = presbyterian, presby = presbyterian, prog =
    program, programme = program, pta = parent teacher association, pto = parent teacher organization, pub =
    public, rec = recreation, reg = regional, rehab = rehabilitation, res = research, rsch = research, sch =
    school, schl = school, schol = school, sci = science, se = southeast, serv = service, soc = society, sq =
    square, sr = senior, srvc = service, sta = saint, ste = saint, svc = service, svs = service, sw = southwest,
    tech = technology, theatre = theater, trng = training, twp = township, unif = unified, univ = university, us =
    united states, usa = united states america, utd = united, vol = volunteer, wrkfrc = workforce, ymca = young
    men christian association, yth = youth, ywca = young women christian association
    """
)

NUMBERS = _table(
    """
    one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, seven = 7, eight = 8, nine = 9, ten = 10, eleven = 11,
    twelve = 12, ii = 2, iii = 3, iv = 4, v = 5, vi = 6, vii = 7, viii = 8, ix = 9, x = 10, first = 1st, second =
    2nd, third = 3rd, fourth = 4th, fifth = 5th, sixth = 6th, seventh = 7th, eighth = 8th, ninth = 9th, tenth = 10th
    """
)

# Words that may be there or not without another organization being meant.
WEAK = word_set(
    """
    agency association company corps department group initiative office official organization program project
    service volunteer
    """
)

# Those of them that stand behind an owner's name as Inc. does.
OWNERS = word_set("agency association company corps organization")

# Words that name the kind of body. Two different ones never mean one organization.
HEADS = word_set(
    """
    academy agency alliance apartment archive army arts association authority bank board bureau campus center
    chamber chapter charity church circle city clinic club coalition collaborative college commission committee
    company conference congregation consortium convention cooperative corps council county court credit department
    diocese district division elementary enterprise federation fellowship festival fire foundation fraternity fund
    gallery garden guild health high home hospital hostel house household housing initiative institute kindergarten
    laboratory league library lodge manor middle ministry mission monastery mosque museum network nursery office
    opera orchestra organization pantry parish partnership police preschool press program project ranch refuge
    residence school seminary service settlement shelter sheriff shul society sorority station store studio symphony
    synagogue synod team temple theater tower town township tribe troupe trust union university village ward
    workshop zoo
    """
)

# Words that name another body beside the one they stand with: nobody needs to be asked.
NEVER = word_set(
    """
    alumni alumnus auxiliary auxillary booster cemetery endowment fbo foundation friend hospital pac pantry ptsa
    relief scholarship thrift
    """
)

DIRECTIONS = word_set(
    """
    central downtown east eastern eastside inner lower middle midtown north northeast northeastern northern
    northside northwest northwestern outer south southeast southeastern southern southside southwest southwestern
    upper uptown west western westside
    """
)

# Words that so many names share that agreeing on them says little.
FAMILIAR = word_set(
    """
    action advocacy aid american assistance baptist care catholic child children christian civic commerce community
    cultural day development early economic education educational environmental episcopal family federal first
    future global good government greater head help hope human humanity independent information international
    justice king learning life living local lutheran management medical memorial men mental methodist music national
    neighborhood new old parent people pre presbyterian primary public recreation regional rehabilitation research
    resource saint science senior social start state student support teacher technology training unified united
    urban valley veteran women workforce young youth
    """
)

COMMON = WEAK | HEADS | FAMILIAR

# Bodies that every town has its own of, whatever their name.
LOCAL = word_set(
    "army chapter church club congregation library lodge mission parish post school synagogue temple troop"
)

AROUND_PLACES = word_set("area greater metro metropolitan")

DIOCESES = word_set("archdiocese diocese")

# Whom a body is for: two different ones never mean one organization.
WHOM = word_set("men women boy girl mother father youth teen senior adult child children infant veteran")

# Words in brackets that say where in town, not who.
SITES = word_set(
    """
    all branch campus central city citywide delegate downtown headquarter here hq local location main office site
    wide
    """
)

STATES = word_set(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington
    wisconsin wyoming
    """
)

STATES_OF_TWO = frozenset(
    {
        "new hampshire",
        "new jersey",
        "new mexico",
        "new york",
        "north carolina",
        "north dakota",
        "rhode island",
        "south carolina",
        "south dakota",
        "west virginia",
    }
)

FREE_MAIL = word_set(
    """
    aol.com att.net bellsouth.net charter.net comcast.net cox.net earthlink.net gmail.com gmx.com gmx.de
    googlemail.com hotmail.com icloud.com live.com mac.com mail.com me.com msn.com outlook.com proton.me
    protonmail.com sbcglobal.net verizon.net web.de yahoo.com ymail.com zoho.com
    """
)
