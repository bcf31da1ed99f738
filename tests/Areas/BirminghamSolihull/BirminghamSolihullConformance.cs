using WorkWell.Areas.Testing;

namespace WorkWell.Areas.BirminghamSolihull.Tests;

public sealed class BirminghamSolihullConformance() : AreaConformance<BirminghamSolihullArea>("bsol");
