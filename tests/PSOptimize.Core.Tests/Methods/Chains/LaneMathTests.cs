using System.Runtime.Intrinsics;
using PSOptimize.Methods.Chains;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace PSOptimize.Tests.Methods.Chains;

public class LaneMathTests
{
    [Fact]
    public void The_cube_root_is_right_to_two_bits_wherever_in_a_register_it_is() => Property.Holds(key =>
    {
        var number = Math.Pow(10, key.Between(-300, 300)) * key.Between(1, 10, 1);
        var place = key.Integer(Lanes.Count, 2);
        var others = new double[Lanes.Count];
        others[place] = number;
        var root = LaneMath.CubeRoot(Vector512.Create(others))[place];
        Assert.True(Math.Abs(root / Math.Cbrt(number) - 1) <= 1e-15, $"{number:R}: {root:R}");
        Assert.Equal(root, LaneMath.CubeRoot(Vector512.Create(number))[0]);
        Assert.Equal(0, LaneMath.CubeRoot(Lanes.Zero)[0]);
        Assert.Equal(double.NaN, LaneMath.CubeRoot(Vector512.Create(double.NaN))[0]);
    }, cases: 2000);
}
