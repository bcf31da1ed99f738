using WorkWell.Areas.Testing;

namespace WorkWell.Areas.SouthWestLondon.Tests;

public sealed class SouthWestLondonConformance() : AreaConformance<SouthWestLondonArea>("swl");
