# What is around the blocks of Unusual.txt.
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'The blocks capture them.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The blocks bind them.')]
[Diagnostics.CodeAnalysis.SuppressMessage('PSUseUsingScopeModifierInNewRunspaces', '', Justification = 'There are none.')]
param()

$n = 3; $w = 0.75; $list = 1, 2.5, -3; $ints = 2, 5, -7; $one = @(4); $none = @()
$jagged = (1.5, 2), (-3, 4); $ragged = @(1, 2, 3), @(4.5), @(6, 7)
$matrix = @(, [double[]](1.5, 2)) + @(, [double[]](-0.5, 4))
$grid = [double[,]]::new(2, 3); foreach ($i in 0..1) { foreach ($j in 0..2) { $grid[$i, $j] = $i * 1.5 - $j } }
$rows = 'P,N,T,K', '1.5,2,3,a', '-0.25,-1,0.5,b', '4.0,3,-2,a' | ConvertFrom-Csv |
    ForEach-Object { [pscustomobject]@{ P = [double] $_.P; N = [int] $_.N; T = $_.T; K = $_.K } }
$csv = 'day,group,amount,count,flag', '1,a,2.5,3,true', '2,b,-1.25,4,false', '3,a,0.75,10,true', '4,c,10,2,false' | ConvertFrom-Csv
$json = '[{"a":1,"b":2.5,"name":"p"},{"a":3,"b":-4,"name":"q"}]' | ConvertFrom-Json
$long, $byte, $short, $float, $dec, $uint, $sbyte = [long] 3, [byte] 200, [int16] -5, [float] 0.1, [decimal] 1.5, [uint32] 7, [sbyte] -3
$floats = [float[]](0.1, 0.2, 0.3); $bytes = [byte[]](1, 255, 3); $longs = [long[]](1, 2, 3)
$intarr = [int[]](3, 1, 2); $strs = 'b', 'a', 'c'
$doubles = [double[]](3, 1, 2); $mixed = 1, 'two', 3.5; $numtexts = '1', '2.5', '03'
$table = @{ a = 1; b = 2.5; 'c d' = 3 }; $ordered = [ordered]@{ first = 1; second = 2.5 }; $obj = [pscustomobject]@{ p = 1.5; q = 2 }
$text = 'gauss'; $num = '12'; $yes = $true; $nothing = $null; $big = 2147483647; $empty = ''
$square = { param($v) $v * $v }
$gl = [Collections.Generic.List[double]]::new([double[]](1, 2, 3))
function halve($v) { $v / 2 }
function two { 1; 2 }
function outer1 { $w = 5; inner1 }
function inner1 { $w * 2 }
function addup { begin { $s = 0 } process { $s += $_ } end { $s } }
function dflt($a, $b = $a + 1, $c = $b * 2) { $a + $b + $c }
function typed([int]$k) { $k }
function sw([switch]$s, $v) { if ($s) { $v } else { -$v } }
$intgrid = [int[,]]::new(2, 2); $intgrid[0, 1] = 5; $lookup = @{ a = 2; b = 3; c = -1 }
$deep = @{ a = @{ b = 1, 2.5 }; list = @(@{ name = 'p'; v = 3 }, @{ name = 'q'; v = 4 }); name = 'top'; kind = 2; on = $true }
$tree = @{ v = 1; l = @{ v = 2; l = $null; r = @{ v = 3 } }; r = @{ v = 4; l = $null; r = $null } }
$strings = [string[]]('p', 'q')
Remove-Variable i, j -ErrorAction Ignore
